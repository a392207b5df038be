import { defineTexts } from './define-texts.ts';

const count = (value: number, language: string) => new Intl.NumberFormat(language).format(value);
const itemCount = (items: number) => (items === 1 ? '1 item' : `${count(items, 'en')} items`);

/** On the sync page: how far a first sync is, what is kept on this device, and the member's devices. */
export const syncSectionTexts = defineTexts({
  'zh-CN': {
    fetchingOf: (done: number, total: number) =>
      `正在取回 ${count(done, 'zh-CN')} / ${count(total, 'zh-CN')} 条`,
    fetchingCount: (done: number) => `正在取回，已有 ${count(done, 'zh-CN')} 条`,
    fetchingFirst: '正在取回书库',
    fetchedOf: (done: number, total: number) =>
      `已取回 ${count(done, 'zh-CN')} / ${count(total, 'zh-CN')} 条`,
    fetchedCount: (done: number) => `已取回 ${count(done, 'zh-CN')} 条`,
    fetchStopped: '已到的都在本机，联网后从停下的地方接着取。',
    fetchWaits: '还没取回书库',
    fetchWaitsBody: '联网后取回。现在收藏的都在本机存着。',
    fetchShort: (done: number, total: number) => `取回 ${count(done, 'zh-CN')} / ${count(total, 'zh-CN')}`,
    fetchingBody: '先到的已经可以看。关掉这一页也不丢，下次从停下的地方接着取。',
    portal: '收到的不是账号服务的回答。网络要先登录吗？登录之后会自己接着同步。',
    busy: (time: string) => `服务现在忙，请本机在${time} 再来，到时会自己接着同步。`,
    busyNow: '服务现在忙，过一会儿会自己再试。',

    kept: '正文与图片',
    keptChoice: '别的设备收藏的正文和图片',
    onDemand: '用到时再取',
    onDemandHelp: '打开一篇时取回它的正文，占用的空间少。',
    all: '全部留在本机',
    allHelp: '现在取回全部，以后每次同步接着取。没有网络也都能读。',
    keptHere: '本机已有',
    keptMissing: '还没取回',
    keptElsewhere: '别的设备还没送出',
    keptDamaged: '服务上的坏了',
    keptDamagedBody: (items: number) =>
      `${count(items, 'zh-CN')} 份，没有存下。别的都不受影响；隔一天会自己再试，打开那篇文章也会再试`,
    keptCount: (items: number, size: string) => `${count(items, 'zh-CN')} 份，${size}`,
    keptCountOnly: (items: number) => `${count(items, 'zh-CN')} 份`,
    keptUnknownSize: (items: number) => `${count(items, 'zh-CN')} 份，大小要联网才知道`,
    keptNone: '没有了，全部都在',
    keptFetching: (left: number) => `正在取回正文与图片，还有 ${count(left, 'zh-CN')} 份`,
    keptStopped: '已停下。取回的都在本机，随时可以接着取。',
    keptFull: '本机空间快满了，取回停在这里。已取回的都在；腾出空间后会自己接着取。',
    keptUnreachable: '现在连不上服务。已取回的都在，联网后会自己接着取。',
    stop: '停下',
    goOn: '接着取',
    makeRoom: '腾出空间',
    makeRoomTitle: '从本机移走正文与图片？',
    makeRoomBody:
      '只移走服务确认存有的，还没送出的一份不动。书目、标注和笔记都留在本机；移走的正文，打开那一篇时会再取回来，那时需要网络。',
    makeRoomYes: '移走',
    makeRoomNo: '留着',
    makingRoom: '正在移走',
    madeRoom: (items: number, size: string) => `移走了 ${count(items, 'zh-CN')} 份，腾出 ${size}`,
    madeNoRoom: '没有可以移走的',
    makeRoomFailed: '现在问不到服务，什么都没有移走。联网后再试。',

    devices: '设备',
    devicesBody: '登录着这个账号的每台设备。',
    device: '设备名',
    deviceUnnamed: '没有名字的设备',
    deviceThis: '这台设备',
    deviceSynced: '上次同步',
    deviceSignedIn: '登录时间',
    deviceNever: '还没同步过',
    devicesAsOf: (time: string) => `现在问不到服务。这是${time} 时知道的。`,
    devicesUnknown: '现在问不到服务，联网后这里会列出每台设备。',
    devicesLoading: '正在问服务',
  },
  en: {
    fetchingOf: (done: number, total: number) =>
      `Fetching ${count(done, 'en')} of ${count(total, 'en')} records`,
    fetchingCount: (done: number) => `Fetching, ${count(done, 'en')} records so far`,
    fetchingFirst: 'Fetching the library',
    fetchedOf: (done: number, total: number) =>
      `${count(done, 'en')} of ${count(total, 'en')} records fetched`,
    fetchedCount: (done: number) => `${count(done, 'en')} records fetched`,
    fetchStopped: 'What came is on this device; fetching goes on where it stopped, with the network.',
    fetchWaits: 'The library is not fetched yet',
    fetchWaitsBody: 'It is fetched with the network. What is kept now is stored on this device.',
    fetchShort: (done: number, total: number) => `${count(done, 'en')} of ${count(total, 'en')}`,
    fetchingBody:
      'What has come can be read already. Closing this page loses nothing: it goes on where it stopped.',
    portal:
      'The answer was not from the account service. Does this network ask for a sign-in first? Syncing goes on by itself after that.',
    busy: (time: string) =>
      `The service is busy and asked to come back at ${time}; syncing goes on by itself then.`,
    busyNow: 'The service is busy; it is tried again by itself.',

    kept: 'Texts and images',
    keptChoice: 'Texts and images kept on other devices',
    onDemand: 'Fetch when needed',
    onDemandHelp: 'An article’s text is fetched when it is opened. Takes little room.',
    all: 'Keep all on this device',
    allHelp: 'Fetches all of them now, and what is new after each sync. Everything can be read offline.',
    keptHere: 'On this device',
    keptMissing: 'Not fetched yet',
    keptElsewhere: 'Not sent by another device yet',
    keptDamaged: 'Damaged at the service',
    keptDamagedBody: (items: number) =>
      `${itemCount(items)}, not stored. Nothing else is affected; it is tried again in a day, and when the article is opened`,
    keptCount: (items: number, size: string) => `${itemCount(items)}, ${size}`,
    keptCountOnly: (items: number) => itemCount(items),
    keptUnknownSize: (items: number) => `${itemCount(items)}; how large is known with a network`,
    keptNone: 'None, all of them are here',
    keptFetching: (left: number) => `Fetching texts and images, ${count(left, 'en')} to go`,
    keptStopped: 'Stopped. What was fetched is on this device; fetching can go on at any time.',
    keptFull:
      'This device is nearly full, so fetching stopped here. What was fetched is safe; it goes on by itself once there is room.',
    keptUnreachable:
      'The service cannot be reached. What was fetched is safe; it goes on by itself with the network.',
    stop: 'Stop',
    goOn: 'Go on',
    makeRoom: 'Make room',
    makeRoomTitle: 'Remove texts and images from this device?',
    makeRoomBody:
      'Only what the service confirms to keep is removed, and nothing that still waits to be sent. The list, marks and notes stay on this device; a removed text is fetched again when its article is opened, which needs a network.',
    makeRoomYes: 'Remove',
    makeRoomNo: 'Keep',
    makingRoom: 'Removing',
    madeRoom: (items: number, size: string) => `Removed ${itemCount(items)}, freed ${size}`,
    madeNoRoom: 'Nothing can be removed',
    makeRoomFailed: 'The service can’t be asked now, so nothing was removed. Try again with a network.',

    devices: 'Devices',
    devicesBody: 'Every device that is signed in to this account.',
    device: 'Device',
    deviceUnnamed: 'A device without a name',
    deviceThis: 'this device',
    deviceSynced: 'Last sync',
    deviceSignedIn: 'Signed in',
    deviceNever: 'not synced yet',
    devicesAsOf: (time: string) => `The service can’t be asked now. This was known ${time}.`,
    devicesUnknown: 'The service can’t be asked now; with a network, every device is listed here.',
    devicesLoading: 'Asking the service',
  },
});
