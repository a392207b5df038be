/** Articles of our own, as lines of a reading. */
export const NIGHT_SHIFT = {
  title: '夜班交接本：一间客服中心怎样把夜里的事交给白天',
  headings: ['交接本里写什么', '谁来回看'],
  text: `夜班交接本是这间客服中心最旧的一件东西，封面磨得发白，里面却一页也没有缺。过去三年，夜班座席在交接本上写下四千多条记录，其中九成在第二天中午以前有了回音。
交接本里写什么
起初交接本只记故障：哪条线断了，哪个系统慢了。后来值班长发现，夜里来电的客户大多不是来报故障的，他们要的是一个答复，而答复往往要等到白天。
于是交接本改了格式，每条记录写三样：客户要什么，夜班答应了什么，白天由谁回复。夜班座席说，写下答应了什么，比写下发生了什么更难，因为答应了就要兑现。
改格式以后，重复来电少了三成，投诉少了一半。值班长把这归功于交接本，也归功于早班：交接本再详细，没有人看也是白写。
谁来回看
早班座席到岗后的第一件事是回看交接本，而不是登录系统。每条记录后面留一个空格，回复以后画勾，没有画勾的记录第二天还在第一页。
客服中心也试过用系统代替交接本，工单自动流转，超时自动提醒。三个月后座席又把本子拿了出来，他们说系统里的工单是任务，本子上的记录是人。
如今交接本与系统并用：系统管时限，交接本管交代。夜班座席写，早班座席看，值班长每周把没有画勾的记录念一遍，念到名字的人当场说一个时间。`,
  names: ['值班室周刊'],
};

export const ENGLISH = {
  title: 'How a call centre hands the night over to the day',
  headings: ['What is written down'],
  text: `The handover book is the oldest thing in this call centre, and not one of its pages is missing. In three years the night shift has written four thousand entries in the handover book, and nine in ten were answered before noon.
What is written down
At first the handover book listed faults: a line that was down, a system that was slow. Later the shift leader noticed that most callers at night do not report faults. They want an answer, and the answer has to wait for the day shift.
So every entry in the handover book now says three things: what the caller wanted, what the night shift promised, and who of the day shift replies. Writing down a promise is harder than writing down a fault, says Mr. Lin, because a promise has to be kept.
Since then repeated calls have fallen by a third and complaints by half. The call centre tried software in its place, with tickets and reminders. After three months the night shift asked for the handover book back.`,
  names: [],
};
