import { type AnswerFault, type Checklist, checklistBounds, questionsOf } from '@sifang/domain/checklists'

type Words = { readonly zh: string; readonly en: string }

/** What is wrong with an answer, for people; the constraint's own words where it has some. */
export function answerFaultWords(checklist: Checklist, { name, code }: AnswerFault): Words {
  const question = questionsOf(checklist).find((one) => one.name === name)
  const own = question?.constraintMessage
  switch (code) {
    case 'missing':
      return { zh: '必须填写', en: 'must be answered' }
    case 'not-a-text':
      return { zh: '应为文字', en: 'is to be text' }
    case 'too-long':
      return { zh: `超过 ${checklistBounds.textChars} 个字`, en: `longer than ${checklistBounds.textChars} characters` }
    case 'not-a-number':
      return { zh: '应为数字', en: 'is to be a number' }
    case 'not-whole':
      return { zh: '应为整数', en: 'is to be a whole number' }
    case 'not-a-date':
      return { zh: '应为日期', en: 'is to be a day' }
    case 'unknown-choice':
      return { zh: '不在选项里', en: 'is none of the choices' }
    case 'too-many':
      return { zh: `最多 ${checklistBounds.photos} 张`, en: `${checklistBounds.photos} at most` }
    case 'against-constraint':
      return own ? { zh: own, en: own } : { zh: '不符合取值条件', en: 'is not as the condition asks' }
    case 'unknown-question':
      return { zh: '这一版检查表没有这道题', en: 'is no question of this version' }
  }
}
