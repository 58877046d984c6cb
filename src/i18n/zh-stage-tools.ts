import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const stageTools: Words['stageTools'] = {
  label: '图面工具',
  zoomIn: '放大',
  zoomOut: '缩小',
  reset: '显示整个曲面',
  arrows: '梯度箭头',
  arrowsTip: (part) =>
    `最速下降方向 −∇f 的箭头。长度按 ‖∇f‖ 的对数：最短的表示不超过最长的 ${part}；圆点表示零。`,
  respread: '按当前视图分级',
  respreadTip: '把颜色和等高线分布到可见范围而不是整个曲面；缩放时同一颜色的含义会改变',
  found: '数值求得的极小点',
  valueHere: 'f（当前视图）',
  startOf: (run) => `${run} 的起点`,
  outside: (start, place) => `${start}：${place}`,
  bring: '移到视图内',
  wheel: '点击图面，或按住 Ctrl 或 ⌘，即可用滚轮缩放',
  minima: (count, first) =>
    count === 1 ? `极小点 ${first}` : `${count} 个极小点，第一个 ${first}`,
}
