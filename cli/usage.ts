import type { Command } from 'commander'

/** What the command line's parser says of a mistyped command, and what it means in Chinese. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [/missing required argument '(.+)'/, '缺少参数 $1'],
  [/unknown option '(.+)'/, '没有选项 $1'],
  [/unknown command '(.+)'/, '没有命令 $1'],
  [/too many arguments/, '参数太多'],
  [/required option '(.+)' not specified/, '缺少选项 $1'],
  [/option '(.+)' argument missing/, '选项 $1 缺少值'],
  [/option '(.+)' argument '(.*)' is invalid/, '选项 $1 的值“$2”不对'],
]

/** A mistyped command is answered with one sentence in each language, not with pages of help. */
export function sayMistakesPlainly(program: Command): void {
  program.configureOutput({
    outputError: (text, write) => {
      const said =
        text
          .replace(/^error: /, '')
          .trim()
          .split('\n', 1)[0]
          ?.replace(/\.$/, '') ?? ''
      const [pattern, chinese = ''] = mistakes.find(([one]) => one.test(said)) ?? []
      const zh = pattern
        ? (said.match(pattern) ?? []).reduce((line, part, at) => line.replace(`$${at}`, part), chinese)
        : said
      write(`${zh}。加 --help 看用法。\n${said.charAt(0).toUpperCase()}${said.slice(1)}. Add --help for the usage.\n`)
    },
  })
}
