import { type About, inquiryOf, revisitOf, sittingOf, sittingWord } from '@sifang/domain/papers'
import { heading, line, paragraphs } from '../../../platform/docx/index.ts'
import { formBlock, partyBlocks, signatureBlock, signatureOf, type Template } from './parts.ts'

/** 调查记录: read and signed by whoever answered. */
export const inquiry: Template = (about) => [
  formBlock('inquiry', about, ['inquiry.text']),
  heading('记录'),
  ...paragraphs(inquiryOf(about)?.text ?? null, 10),
  line('以上记录已由本人核对（或者向本人宣读），与所述相符。'),
  {
    kind: 'signatures',
    signatures: [{ label: '被调查人（签名或按指印）：' }, { label: '调查人（签名）：' }, { label: '记录人（签名）：' }],
  },
]

/** 调解记录, one a sitting. */
export const sitting: Template = (about) => [
  ...partyBlocks(about.record),
  formBlock('sitting', about, ['sitting.course', 'sitting.outcome']),
  heading('调解经过'),
  ...paragraphs(sittingOf(about)?.course ?? null, 8),
  heading('调解结果'),
  ...paragraphs(resultOf(about), 2),
  signatureBlock(about.record, sittingOf(about)?.signatures ?? [], [
    signatureOf(mediatorLabel(about), 'mediator', sittingOf(about)?.signatures),
    { label: '记录人（签名）：' },
  ]),
]

const mediatorLabel = ({ record }: About): string =>
  record.procedure === 'public-security' ? '主持民警（签名）：' : '人民调解员（签名）：'

function resultOf(about: About): string | null {
  const held = sittingOf(about)
  return held === undefined ? null : sittingWord(held.outcome)
}

/** 现场调处记录: the visit record of the short path. */
export const onScene: Template = (about) => [
  ...partyBlocks(about.record),
  formBlock('on-scene', about),
  line('双方约定自愿作出，可以构成民事约定。'),
  signatureBlock(about.record, [], [{ label: '到场民警（签名）：' }, { label: '到场村干部（签名）：' }]),
]

/** 回访记录: how it went since. */
export const revisit: Template = (about) => [
  formBlock('revisit', about),
  {
    kind: 'signatures',
    signatures: [
      // on the telephone nobody signs
      ...(revisitOf(about)?.how === 'phone' ? [] : [{ label: '被回访人（签名）：' }]),
      { label: '回访人（签名）：' },
    ],
  },
]
