import { registerMember } from '../browser/account-page.ts';
import type { Step } from './scene.ts';

export const register: Step = {
  name: 'register by SMS code',
  async run(scene) {
    const page = await registerMember(scene.first, scene.member, scene.service.origin);
    const picture = await page.screenshot();
    await page.close();
    return { detail: `${scene.member.phone} is signed in`, picture };
  },
};
