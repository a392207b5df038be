import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import { type ListShape, ROW_GROUPS, ROW_ORDERS } from './row-order.ts';
import styles from './ShapeChoice.module.css';

interface ShapeChoiceProps {
  shape: ListShape;
  onChange: (shape: ListShape) => void;
}

/** How the list is ordered and grouped. */
export function ShapeChoice({ shape, onChange }: ShapeChoiceProps) {
  const texts = textsOf(organiseTexts);
  return (
    <span class={styles.choices}>
      <select
        class={styles.choice}
        aria-label={texts.group}
        value={shape.group}
        onChange={({ currentTarget }) =>
          onChange({ ...shape, group: ROW_GROUPS.find((one) => one === currentTarget.value) ?? shape.group })
        }
      >
        {ROW_GROUPS.map((group) => (
          <option key={group} value={group}>
            {texts.groupName(group)}
          </option>
        ))}
      </select>
      <select
        class={styles.choice}
        aria-label={texts.order}
        value={shape.order}
        onChange={({ currentTarget }) =>
          onChange({ ...shape, order: ROW_ORDERS.find((one) => one === currentTarget.value) ?? shape.order })
        }
      >
        {ROW_ORDERS.map((order) => (
          <option key={order} value={order}>
            {texts.orderName(order)}
          </option>
        ))}
      </select>
    </span>
  );
}
