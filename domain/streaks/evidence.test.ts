import { expect, test } from 'vitest'
import { evidenceRefusal } from './index.ts'

test.each([
  ['2020年7月13日油区会议纪要第12号', null],
  ['台账编号 3705021020200713001', null],
  ['东公油〔2020〕第 20200713 号', null],
  ['联系人电话 13812345678', 'streak/number-in-evidence'],
  ['138-1234-5678 可查', 'streak/number-in-evidence'],
  ['１３８１２３４５６７８', 'streak/number-in-evidence'],
  ['身份证 37050219800101123X', 'streak/number-in-evidence'],
] as const)('“%s” as evidence: %s', (text, refusal) => {
  expect(evidenceRefusal([text])).toBe(refusal)
  expect(evidenceRefusal(['值班登记', text])).toBe(refusal)
})
