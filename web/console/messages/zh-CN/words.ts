import { role } from '../../../ui/messages/nouns/zh-CN.ts'

/** The domain's nouns and verbs (GLOSSARY.md): one word for one thing, used by every area. */
export const words = {
  role,
  visitKind: {
    canvass: '义警力量摸底走访',
    patrol: '民警辅警动态巡访',
    targeted: '警社联动定向查访',
    appointment: '派出所长定期约访',
  },
  visitKindShort: { canvass: '摸底走访', patrol: '动态巡访', targeted: '定向查访', appointment: '定期约访' },
  placeKind: {
    village: '村',
    community: '社区',
    segment: '管段',
  },
  period: { week: '每周', 'half-month': '每半月', month: '每月', quarter: '每季度', campaign: '专项行动' },
  village: '村',
  community: '社区',
  place: '场所',
  owner: '责任人',
  tier: '等级',
  all: '全部',
  none: '无',
  colon: '：',
  /** Between the names of a list. */
  listComma: '、',
  cancel: '取消',
  save: '保存',
  open: '打开',
  close: '关闭',
  goVisit: '去走访',
} as const
