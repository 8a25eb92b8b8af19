import { Command } from 'commander'
import { addRules } from './commands/rules.ts'
import { addStart } from './commands/start.ts'
import { sayFailure } from './failure.ts'

const program = new Command('sifang')
  .description('四访合一：派出所走访工作 · the working week of a rural police station')
  .showHelpAfterError()

addStart(program)
addRules(program)

try {
  await program.parseAsync()
} catch (error) {
  sayFailure(error)
  process.exit(1)
}
