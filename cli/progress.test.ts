import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { progressLine } from './progress.ts'

function written(isTTY: boolean): string {
  const output = Object.assign(new PassThrough(), {
    isTTY,
    columns: 80,
    cursorTo() {},
    clearLine() {},
    moveCursor() {},
  })
  const line = progressLine(output)
  for (let done = 0; done <= 200; done++) line.report('检查 checking', done, 200)
  line.report('导入 importing', 1, 2)
  line.end()
  return output.read()?.toString() ?? ''
}

test('without a terminal, progress is a plain line for each quarter of each piece of work', () => {
  expect(written(false).split('\n')).toEqual([
    '检查 checking 0%',
    '检查 checking 25%',
    '检查 checking 50%',
    '检查 checking 75%',
    '检查 checking 100%',
    '导入 importing 50%',
    '',
  ])
})

test('on a terminal it is a bar with its title', () => {
  const said = written(true)
  expect(said).toContain('检查 checking [')
  expect(said).toContain('█')
  expect(said).not.toContain('检查 checking 25%\n')
})
