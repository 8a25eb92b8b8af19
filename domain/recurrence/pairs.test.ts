import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsOf } from './index.ts'

const name = fc.string({ unit: fc.constantFrom(...'张王李建国小宋五金aB1'), minLength: 1, maxLength: 6 })

test('the order of the parties does not matter, nor that of more than two', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 5 }), (names) => {
      expect(new Set(pairsOf(names.toReversed()))).toEqual(new Set(pairsOf(names)))
    }),
  )
})

test.each([
  [['张 三', '李四']],
  [['张三　', ' 李四']],
  [['李四', '张三']],
  [['张·三', '李－四']],
  [['张\u200b三', '李四']],
])('written as %j it is the pair of 张三 and 李四', (names) => {
  expect(pairsOf(names)).toEqual(pairsOf(['张三', '李四']))
})

test('full-width and large letters are as usual ones', () => {
  expect(pairsOf(['ＡＢＣ', '１号'])).toEqual(pairsOf(['abc', '1号']))
})

test('other names, and names that run together otherwise, are another pair', () => {
  expect(pairsOf(['张三', '李五'])).not.toEqual(pairsOf(['张三', '李四']))
  expect(pairsOf(['张三李', '四'])).not.toEqual(pairsOf(['张三', '李四']))
})

test('of three parties each two are a pair; one alone, or blanks, are none; two of the same name are one', () => {
  expect(pairsOf(['甲', '乙', '丙'])).toHaveLength(3)
  expect(pairsOf(['甲'])).toEqual([])
  expect(pairsOf(['甲', ' ', ''])).toEqual([])
  expect(pairsOf(['王建国', '王建国'])).toHaveLength(1)
})
