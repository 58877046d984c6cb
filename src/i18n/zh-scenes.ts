import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const scenes: Words['scenes'] = {
  button: '场景',
  title: '场景',
  lead: '每个场景打开一组设置，展示一件事。随意改动；按“后退”回到原来的地方。',
  close: '关闭',
  closeCaption: '关闭说明',
  next: '下一个场景',
  tryIt: '试一试：',
  source: '出处：',
  topics: {
    rate: '学习率',
    noise: '噪声',
    momentum: '动量',
    adaptive: '自适应规则',
    schedules: '调度',
    stability: '稳定性',
    starts: '许多起点',
  },
}
