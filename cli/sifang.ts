import { Command } from 'commander'
import { addRules } from './commands/rules.ts'
import { addStart } from './commands/start.ts'
import { sayFailure } from './failure.ts'

const program = new Command('sifang')
  .description('四访合一：派出所走访工作 · the working week of a rural police station')
  .showHelpAfterError()

addStart(program)
addRules(program)

/** Commands that need more of the program than the others: read only when they are asked for, or named in the help. */
const onDemand: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  backup: async () => (await import('./commands/backup.ts')).addBackup,
  restore: async () => (await import('./commands/restore.ts')).addRestore,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  tls: async () => (await import('./commands/tls.ts')).addTls,
  service: async () => (await import('./commands/service.ts')).addService,
  'reset-password': async () => (await import('./commands/reset-password.ts')).addResetPassword,
}

async function addOnDemand(asked: string | undefined): Promise<void> {
  if (program.commands.some((command) => command.name() === asked)) return
  const named = asked === undefined ? undefined : onDemand[asked]
  for (const load of named ? [named] : Object.values(onDemand)) (await load())(program)
}

try {
  await addOnDemand(process.argv[2])
  await program.parseAsync()
} catch (error) {
  sayFailure(error)
  process.exit(1)
}
