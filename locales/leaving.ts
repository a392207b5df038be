import { defineTexts } from './define-texts.ts';

export const leavingTexts = defineTexts({
  'zh-CN': {
    signOut: '退出登录',
    signingOut: '正在退出',
    ask: '退出以后，书库还留在这台电脑上吗？',
    keep: '退出，书库留着',
    keepWords: '留着：这台电脑上的收藏、标注和笔记都不动，您再登录就能看到。',
    remove: '退出，从这台电脑删除',
    removeWords: '删除：适合别人也用的电脑。账号里的都还在，别的设备上也照旧。',
    stay: '先不退出',
    sending: '正在送出还没送出的',
    failed:
      '没有退出成：您还登录着，什么也没有删除。请再试一次；若总是这样，选“书库留着”退出，或重新打开浏览器。',
    unsentAsk: (count: number) => `有 ${count} 处只在这台电脑上，还没有送到您的账号`,
    unsentWords:
      '已经试着送过，没有送到。现在删除，这些改动就找不回来了。可以等联网以后再退出，或先留着书库退出，下次登录会接着送。',
    removeAnyway: '不要了，仍然删除',
    kept: '已经退出。您的书库还在这台电脑上，再登录就能看到。',
    removed: '已经退出，您的书库已从这台电脑删除。账号里的都还在，登录以后会再取回来。',
  },
  en: {
    signOut: 'Sign out',
    signingOut: 'Signing out',
    ask: 'Shall your library stay on this computer?',
    keep: 'Sign out, keep it here',
    keepWords:
      'Keep: articles, marks and notes stay on this computer as they are, and are there when you sign in again.',
    remove: 'Sign out, remove it here',
    removeWords:
      'Remove: for a computer that others use too. Everything stays in your account, and on your other devices.',
    stay: 'Stay signed in',
    sending: 'Sending what was not sent yet',
    failed:
      'Signing out did not work: you are still signed in and nothing was removed. Try again; if it goes on, keep the library here, or restart the browser.',
    unsentAsk: (count: number) =>
      `${count} ${count === 1 ? 'change is' : 'changes are'} on this computer alone, not in your account yet`,
    unsentWords:
      'Sending was tried and did not get through. Removed now, these changes are lost for good. You can sign out once there is a connection, or keep the library here and sign out: the next sign-in sends them.',
    removeAnyway: 'Remove them all the same',
    kept: 'Signed out. Your library is still on this computer, and is there when you sign in again.',
    removed:
      'Signed out, and your library is gone from this computer. Everything is still in your account and comes back when you sign in.',
  },
});
