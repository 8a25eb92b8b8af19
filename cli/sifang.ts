import { Command } from 'commander'
import { sayFailure } from './failure.ts'
import { sayMistakesPlainly } from './usage.ts'

const program = new Command('sifang').description(
  '四访合一：派出所走访工作 · the working week of a rural police station',
)
sayMistakesPlainly(program)

/** Each command brings much of the program with it: only the one asked for is read, or all of them for the help. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./commands/start.ts')).addStart,
  demo: async () => (await import('./commands/demo.ts')).addDemo,
  import: async () => (await import('./commands/import.ts')).addImport,
  export: async () => (await import('./commands/export.ts')).addExport,
  backup: async () => (await import('./commands/backup.ts')).addBackup,
  restore: async () => (await import('./commands/restore.ts')).addRestore,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  tls: async () => (await import('./commands/tls.ts')).addTls,
  'reset-password': async () => (await import('./commands/reset-password.ts')).addResetPassword,
  'rotate-key': async () => (await import('./commands/rotate-key.ts')).addRotateKey,
  service: async () => (await import('./commands/service.ts')).addService,
  rules: async () => (await import('./commands/rules.ts')).addRules,
}

async function addCommands(asked: string | undefined): Promise<void> {
  const named = asked === undefined ? undefined : commands[asked]
  for (const load of named ? [named] : Object.values(commands)) (await load())(program)
}

try {
  await addCommands(process.argv[2])
  await program.parseAsync()
} catch (error) {
  sayFailure(error)
  process.exit(1)
}
