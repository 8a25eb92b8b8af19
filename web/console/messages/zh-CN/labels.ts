/** Codes to print for places and kilometre posts. */
export const labels = {
  title: '场所二维码',
  lead: '打印后沿虚线剪开，贴在门口或桩上。手机扫码就能打开这一处，登记走访或打卡。',
  count_other: '{{count}} 张，A4 纸 {{sheets}} 页',
  left: '一次最多打印 1000 张，请按村或类型分几次打印。',
  print: '打印',
  code: '{{title}}的二维码',
  foot: '走访打卡用。紧急情况请拨打110。',
  none: { title: '没有可打印的二维码', hint: '换一个筛选条件，或先登记场所、里程桩。' },
} as const
