import { type DisputeRecord, dateText } from '@sifang/domain/papers'
import { type Block, heading, paragraph, paragraphs, type Signature } from '../../../platform/docx/index.ts'
import { formBlock, orBlank, partyBlocks, signatureBlock, signatureOf, type Template } from './parts.ts'

/** 人民调解协议书 (《人民调解法》 art. 29): a copy for each party and one for the committee. */
export const agreement: Template = ({ record }) => [
  ...partyBlocks(record),
  heading('纠纷主要事实'),
  ...paragraphs(record.agreement?.facts ?? null, 3),
  heading('争议事项和各方责任'),
  ...paragraphs(record.agreement?.issues ?? null, 2),
  ...paragraphs(record.agreement?.responsibilities ?? null, 2),
  paragraph('经调解，双方自愿达成如下协议：'),
  ...paragraphs(record.agreement?.terms ?? null, 5),
  ...performanceBlocks(record),
  paragraph(
    '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，具有法律约束力。双方认为有必要的，可以自生效之日起三十日内共同向人民法院申请司法确认。',
  ),
  paragraph(`本协议一式${copies(record)}份，当事人各执一份，人民调解委员会留存一份。`),
  signatureBlock(record, record.agreement?.signatures ?? [], committeeSignatures(record)),
]

/** 口头协议登记表: takes effect when it is reached; written down by the mediator (art. 28, 30). */
export const oralAgreement: Template = (about) => [
  ...partyBlocks(about.record),
  formBlock('oral-agreement', about),
  ...instalmentBlocks(about.record),
  paragraph('当事人认为无需制作调解协议书，采取口头协议方式。口头协议自达成之日起生效，由人民调解员记录。'),
  { kind: 'signatures', signatures: committeeSignatures(about.record) },
]

/** 治安调解协议书: in triplicate, one for each side and one for the organ. */
export const publicSecurityAgreement: Template = (about) => [
  { kind: 'fields', rows: [[{ label: '调解机关', value: about.record.stationName }]] },
  ...partyBlocks(about.record),
  formBlock('public-security-agreement', about, [
    'agreement.facts',
    'agreement.issues',
    'agreement.responsibilities',
    'agreement.terms',
    'agreement.performance',
  ]),
  heading('案件事实和起因、经过、结果'),
  ...paragraphs(about.record.agreement?.facts ?? null, 3),
  ...paragraphs(about.record.agreement?.issues ?? null, 1),
  ...paragraphs(about.record.agreement?.responsibilities ?? null, 1),
  paragraph('经调解，双方自愿达成如下协议：'),
  ...paragraphs(about.record.agreement?.terms ?? null, 5),
  ...performanceBlocks(about.record),
  paragraph(
    '双方应当按照协议履行。履行的，对该违反治安管理的行为依法不再追究；不履行的，由公安机关依法处理，民事争议可以依法向人民法院起诉。',
  ),
  paragraph('本协议一式三份，双方当事人各执一份，调解机关留存一份备查。'),
  signatureBlock(about.record, about.record.agreement?.signatures ?? [], [
    signatureOf('主持民警（签名）：', 'mediator', about.record.agreement?.signatures),
    { label: '调解机关（印章）：' },
  ]),
]

/** 司法确认申请书: both apply together, within thirty days of its effect (art. 33). */
export const confirmation: Template = ({ record }) => [
  ...partyBlocks(record),
  heading('申请事项'),
  paragraph('请求依法确认下列人民调解协议的效力。'),
  heading('事实和理由'),
  paragraph(
    '双方当事人因',
    orBlank(record.agreement?.facts ?? null, 12),
    '经',
    orBlank(record.committeeName, 10),
    '调解，于',
    orBlank(record.agreement && dateText(record.agreement.reachedOn), 6),
    '自愿达成调解协议，协议于',
    orBlank(record.agreement?.effectiveOn ? dateText(record.agreement.effectiveOn) : null, 6),
    '生效。协议内容如下：',
  ),
  ...paragraphs(record.agreement?.terms ?? null, 4),
  paragraph('双方自愿共同申请，并承诺协议出于真实意愿，不损害他人合法权益和社会公共利益。随附调解协议书一份。'),
  { kind: 'line', pieces: ['此致'] },
  { kind: 'line', pieces: [orBlank(record.confirmation?.court ?? null, 12)] },
  signatureBlock(record, [], []),
]

const copies = ({ parties }: DisputeRecord): number => Math.max(2, parties.length) + 1

const committeeSignatures = ({ agreement: reached }: DisputeRecord): readonly Signature[] => [
  signatureOf('人民调解员（签名）：', 'mediator', reached?.signatures),
  { label: '记录人（签名）：' },
  signatureOf('人民调解委员会（印章）：', 'committee', reached?.signatures),
]

function performanceBlocks(record: DisputeRecord): readonly Block[] {
  return [
    heading('履行方式和期限'),
    ...paragraphs(record.agreement?.performance ?? null, 2),
    ...instalmentBlocks(record),
  ]
}

/** What is performed bit by bit, each with its day. */
function instalmentBlocks({ agreement: reached }: DisputeRecord): readonly Block[] {
  if (!reached || reached.instalments.length === 0) return []
  return [
    {
      kind: 'table',
      columns: [
        { heading: '期次', share: 11, align: 'center' },
        { heading: '履行内容', share: 40 },
        { heading: '最迟日期', share: 21, align: 'center' },
      ],
      rows: reached.instalments.map(({ no, what, dueOn }) => [String(no), what ?? '', dateText(dueOn)]),
    },
  ]
}
