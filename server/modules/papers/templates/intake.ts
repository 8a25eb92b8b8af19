import { dateText } from '@sifang/domain/papers'
import { heading, line, paragraph, paragraphs } from '../../../platform/docx/index.ts'
import { formBlock, orBlank, partyBlocks, signatureBlock, type Template } from './parts.ts'

/** 人民调解申请书: who asks whom for what. */
export const application: Template = ({ record }) => [
  ...partyBlocks(record),
  heading('纠纷简要情况'),
  ...paragraphs(record.summary, 5),
  heading('申请事项'),
  ...paragraphs(record.request, 2),
  paragraph('申请人已知悉人民调解不收取任何费用、双方自愿，现自愿申请人民调解委员会进行调解。'),
  line('此致'),
  line(orBlank(record.committeeName, 14)),
  {
    kind: 'signatures',
    signatures: record.parties
      .filter(({ part }) => part === 'applicant')
      .map(() => ({
        label: '申请人（签名、盖章、指印）：',
        on: record.acceptedOn && dateText(record.acceptedOn),
      })),
  },
]

/** 受理登记表: where it came from; never who reported it. */
export const registration: Template = (about) => [
  ...partyBlocks(about.record),
  formBlock('registration', about),
  signatureBlock(about.record, [], [{ label: '登记人（签名）：' }]),
]

/** 权利义务告知书, by the law under which is mediated. */
export const rightsNotice: Template = (about) => {
  const { record } = about
  return [
    paragraph(...record.parties.flatMap(({ name }, at) => (at === 0 ? [name] : ['、', name])), '：'),
    ...(record.procedure === 'public-security' ? publicSecurityRights : peoplesRights),
    line('以上内容已向本人告知，本人已知悉。'),
    signatureBlock(record, [], [{ label: '告知人（签名）：', on: record.informedOn && dateText(record.informedOn) }]),
  ]
}

/** 《人民调解法》 art. 3, 4, 23–26, 28, 29, 31–33, in plain words. */
const peoplesRights = [
  paragraph('根据《中华人民共和国人民调解法》，现将调解中的权利、义务和有关事项告知如下：'),
  heading('一、您的权利'),
  paragraph('1．选择或者接受人民调解员；'),
  paragraph('2．接受调解、拒绝调解，或者随时要求终止调解；'),
  paragraph('3．要求调解公开进行或者不公开进行；'),
  paragraph('4．自主表达意愿，自愿达成调解协议。'),
  heading('二、您的义务'),
  paragraph('1．如实陈述纠纷事实；'),
  paragraph('2．遵守调解现场秩序，尊重人民调解员；'),
  paragraph('3．尊重对方当事人行使权利。'),
  heading('三、其他事项'),
  paragraph('1．人民调解不收取任何费用，也不作为办理其他任何事项的条件。'),
  paragraph('2．调解不成的，可以依法通过仲裁、行政、司法等途径维护自己的权利。'),
  paragraph('3．达成的调解协议具有法律约束力，应当按照约定履行；对协议的履行或者内容发生争议的，可以向人民法院起诉。'),
  paragraph('4．双方认为有必要的，可以自协议生效之日起三十日内，共同向人民法院申请司法确认。'),
]

/** 《治安管理处罚法》 art. 9, in plain words; MEDIATION.md has the facts. */
const publicSecurityRights = [
  paragraph('根据《中华人民共和国治安管理处罚法》第九条和公安机关办理行政案件的有关规定，现告知如下：'),
  heading('一、您的权利'),
  paragraph('1．治安调解以双方自愿为前提，您可以拒绝调解，或者随时要求终止调解；'),
  paragraph('2．可以如实陈述、提出意见和要求；'),
  paragraph('3．被侵害人可以书面委托他人参加调解；未成年人由父母或者其他监护人到场。'),
  heading('二、您的义务'),
  paragraph('1．如实陈述事实；'),
  paragraph('2．遵守调解秩序，尊重对方，不得在调解期间再生事端。'),
  heading('三、其他事项'),
  paragraph('1．治安调解不收取任何费用，一般进行一次，必要时七个工作日内可以再进行一次。'),
  paragraph('2．达成协议并且履行的，对该违反治安管理的行为依法不再追究。'),
  paragraph('3．未达成协议，或者达成协议后不履行的，由公安机关依法处理；民事争议可以依法向人民法院起诉。'),
]

/** 转办单: to whom, and why it is not for mediation here. */
export const referral: Template = (about) => [
  line(orBlank(about.record.referral?.organ ?? null, 12), '：'),
  paragraph('下列纠纷经审查不属于本所调处范围，或者应当由你单位办理，现转请依法办理，并请将结果函告本所。'),
  ...partyBlocks(about.record),
  formBlock('referral', about),
  { kind: 'signatures', signatures: [{ label: '转出单位（印章）：' }, { label: '接收人（签名）：' }] },
]
