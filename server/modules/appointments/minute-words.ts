import type { AgendaOutcome, AppointmentKind } from '@sifang/domain/appointments'
import type { z } from 'zod'
import type { agendaRow } from './schema.ts'

type Row = z.input<typeof agendaRow>

/** Words of the minute: a paper of the station, in Chinese whatever the screen speaks. */
export const kindWords: Readonly<Record<AppointmentKind, string>> = {
  'fixed-day': '定期约访',
  'village-tour': '进村约访',
  invited: '邀请约访',
}

export const subjectWords: Readonly<Record<Row['kind'], string>> = {
  need: '群众诉求',
  dispute: '矛盾纠纷',
  hazard: '隐患',
  tip: '线索',
  suggestion: '意见建议',
  other: '其他',
  'base-data-change': '基础信息变更',
  order: '交办',
  promise: '承诺',
}

export const outcomeWords: Readonly<Record<AgendaOutcome, string>> = {
  promised: '已承诺',
  answered: '当场答复',
  settled: '当场办结',
  postponed: '下次再议',
  'not-present': '本人未到',
}

/** 来源: by which way it came here; never who reported it. */
export const originWord = (origin: Row['origins'][number]): string => {
  switch (origin.kind) {
    case 'booking':
      return '群众预约'
    case 'hand':
      return '所内提出'
    case 'ladder':
      return origin.reason === 'again-at-this-place' ? '同一地点多次发生' : '定向查访后未办结'
  }
}
