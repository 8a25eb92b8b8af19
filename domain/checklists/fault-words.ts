import type { ExpressionFault } from './expression.ts'
import type { ChecklistFault, ConditionKind } from './faults.ts'
import { checklistBounds } from './question.ts'
import type { XlsFormProblem } from './xlsform.ts'

export type Words = { readonly zh: string; readonly en: string }

const words = (zh: string, en: string): Words => ({ zh, en })

const conditions: Readonly<Record<ConditionKind, Words>> = {
  relevant: words('显示条件', 'The condition for showing'),
  required: words('必填条件', 'The condition for answering'),
  constraint: words('取值条件', 'The condition on the answer'),
}

/** What is wrong with an expression and where, for people. */
export function expressionFaultWords({ code, at, piece }: ExpressionFault): Words {
  const here = words(`第 ${at} 个字`, `at sign ${at}`)
  switch (code) {
    case 'too-long':
      return words(
        `超过 ${checklistBounds.expressionChars} 个字`,
        `longer than ${checklistBounds.expressionChars} signs`,
      )
    case 'too-deep':
      return words(`${here.zh}：嵌套太多`, `too many parts inside each other ${here.en}`)
    case 'unclosed-text':
      return words(`${here.zh}的引号没有配对`, `the quotation mark ${here.en} is not closed`)
    case 'unclosed-name':
      return words(`${here.zh}的 \${ 没有写 }`, `\${ ${here.en} is not closed by }`)
    case 'unclosed-bracket':
      return words(`${here.zh}的括号没有配对`, `the bracket ${here.en} is not closed`)
    case 'unknown-sign':
      return words(`${here.zh}“${piece}”不认识`, `“${piece}” ${here.en} is not known`)
    case 'unknown-function':
      return words(`${here.zh}：没有 ${piece}() 这个函数`, `there is no function ${piece}() (${here.en})`)
    case 'unknown-word':
      return words(
        `${here.zh}“${piece}”：文字要加引号，题目写成 \${题名}，连接词用 and、or`,
        `“${piece}” ${here.en}: put text in quotation marks, questions as \${name}, join by and, or`,
      )
    case 'arithmetic':
      return words(`${here.zh}“${piece}”：不支持计算`, `“${piece}” ${here.en}: no arithmetic`)
    case 'arguments':
      return words(`${here.zh}：${piece}() 括号里的个数不对`, `${piece}() ${here.en} has the wrong number of parts`)
    case 'unexpected':
      return words(`${here.zh}“${piece}”不应在这里`, `“${piece}” does not belong ${here.en}`)
    case 'ends-early':
      return words('没有写完', 'it ends too early')
  }
}

/** What is wrong with a checklist, for people. */
export function checklistFaultWords(fault: ChecklistFault): Words {
  switch (fault.code) {
    case 'no-title':
      return words('没有名称', 'no title')
    case 'title-too-long':
      return words(`名称超过 ${checklistBounds.titleChars} 个字`, `title longer than ${checklistBounds.titleChars}`)
    case 'no-question':
      return words('一道题也没有', 'no question at all')
    case 'too-many-items':
      return words(`超过 ${checklistBounds.items} 项`, `more than ${checklistBounds.items} items`)
    case 'no-label':
      return words('没有写题目', 'no question text')
    case 'label-too-long':
      return words(`题目超过 ${checklistBounds.labelChars} 个字`, `text longer than ${checklistBounds.labelChars}`)
    case 'name-taken':
      return words(`题名“${fault.piece}”前面已用过`, `the name “${fault.piece}” was used before`)
    case 'name-not-allowed':
      return words(
        `题名“${fault.piece}”：须以字母或汉字开头，不能有空格和标点`,
        `name “${fault.piece}”: begins with a letter, no blanks or signs`,
      )
    case 'no-choices':
      return words('没有选项', 'no choices')
    case 'too-many-choices':
      return words(`选项超过 ${checklistBounds.choices} 个`, `more than ${checklistBounds.choices} choices`)
    case 'choice-taken':
      return words(`选项“${fault.piece}”重复`, `choice “${fault.piece}” twice`)
    case 'choice-not-allowed':
      return words(`选项代号“${fault.piece}”不能有空格和引号`, `choice “${fault.piece}” has blanks or quotation marks`)
    case 'choice-without-label':
      return words(`选项“${fault.piece}”没有文字`, `choice “${fault.piece}” has no text`)
    case 'hazard-unknown-answer':
      return words(`隐患答案“${fault.piece}”不在选项里`, `hazard answer “${fault.piece}” is no choice`)
    case 'hazard-days':
      return words(
        `整改期限“${fault.piece}”：须为 0 至 ${checklistBounds.hazardDays} 天`,
        `deadline “${fault.piece}”: 0 to ${checklistBounds.hazardDays} days`,
      )
    case 'expression': {
      const { zh, en } = expressionFaultWords(fault.fault)
      const of = conditions[fault.condition]
      return words(`${of.zh}${zh.startsWith('第') ? '' : '：'}${zh}`, `${of.en}: ${en}`)
    }
    case 'unknown-question': {
      const of = conditions[fault.condition]
      return words(`${of.zh}第 ${fault.at} 个字：没有题目“${fault.piece}”`, `${of.en}: no question “${fault.piece}”`)
    }
    case 'later-question': {
      const of = conditions[fault.condition]
      return words(
        `${of.zh}第 ${fault.at} 个字：“${fault.piece}”在后面才问`,
        `${of.en}: “${fault.piece}” is asked only later`,
      )
    }
    case 'own-answer': {
      const of = conditions[fault.condition]
      return words(`${of.zh}第 ${fault.at} 个字：不能问本题自己的答案`, `${of.en}: it cannot ask for its own answer`)
    }
  }
}

/** What stands in the way of a form, for people; where it is stands beside. */
export function xlsFormProblemWords(problem: XlsFormProblem): Words {
  switch (problem.code) {
    case 'fault':
      return checklistFaultWords(problem.fault)
    case 'no-column':
      return words(`没有“${problem.piece}”列`, `no column “${problem.piece}”`)
    case 'cell-unreadable':
      return words('这一格读不出（公式错误或合并单元格）', 'this cell cannot be read (formula error or merged cells)')
    case 'no-type':
      return words('没有写题型（type）', 'no type')
    case 'type-not-taken':
      return words(`不支持题型“${problem.piece}”`, `type “${problem.piece}” is not taken`)
    case 'no-name':
      return words('没有写题名（name）', 'no name')
    case 'unknown-list':
      return words(`choices 表里没有选项组“${problem.piece}”`, `no list “${problem.piece}” in the sheet choices`)
    case 'column-not-taken':
      return words(`不支持这一列的内容：${problem.piece}`, `what stands in this column is not taken: ${problem.piece}`)
    case 'group-not-closed':
      return words('这一组没有结束行（end group）', 'this group has no end group')
    case 'group-not-open':
      return words('前面没有开始行（begin group）', 'no begin group before it')
    case 'hazard-days':
      return words(`整改天数“${problem.piece}”不是数字`, `“${problem.piece}” is no number of days`)
  }
}
