import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const tools: Words['tools'] = {
  show: { runs: '显示运行面板', board: '显示记分板', curves: '显示曲线' },
  panels: '面板',
  present: '演示模式',
  leave: '退出演示模式',
  more: (count) => `还有 ${count} 条`,
  fewer: '收起',
  open: {
    button: '打开链接',
    label: '设置的链接',
    hint: '粘贴完整网址，或 # 之后的部分。在页面任意处粘贴效果相同。',
    go: '打开',
    cancel: '取消',
    none: '这不是设置的链接：其中没有 v=1、f= 或 run=。',
    fine: '链接的每一部分都能读懂。',
    replaced: (count) => `有 ${count} 处将被替换：`,
  },
  failed: {
    title: '页面无法绘制',
    kept: '您的设置已保留，这是它的链接：',
    reason: (text) => `出错之处：${text}`,
    reload: '重新加载页面',
    fresh: '从默认场景开始',
  },
  missing: {
    text: '页面的这一部分未能加载。',
    press: '连接恢复后，请再按一次。',
    again: '重试',
  },
  random: '从随机起点重新开始',
  randomSeed: (seed) => `从随机起点重新开始，起点由下一个种子决定；当前种子为 ${seed}。`,
  idle: '没有可播放的运行。请先添加一个。',
  board: {
    gradients: '梯度次数',
    gradientsTip:
      '到此刻为止，该运行的公式用到的梯度次数：每步的 g 算一次，每个 grad(p) 再算一次。仅用于记录的不计。',
    sort: '点击排序：升序、降序、恢复运行顺序。各行只在时钟静止时换位，播放时不动。',
  },
}
