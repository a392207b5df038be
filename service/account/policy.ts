import { POLICY_EN } from './policy-en.ts';
import { POLICY_ZH } from './policy-zh.ts';

/** Consent is given to a version. A change of what is promised makes a new one, to which everybody is asked again. */
export const POLICY_VERSION = '2026-11.4';
export const POLICY_DATE = '2026-11-26';

/** The privacy policy in force, Markdown. The Chinese text is the one that binds. */
export const POLICY_TEXTS = { 'zh-CN': POLICY_ZH, en: POLICY_EN };
