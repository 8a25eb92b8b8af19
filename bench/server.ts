// The server that is measured: a process of its own, as `sifang start` makes it. Tells its parent where it answers.
import { openMachine, serve } from '@sifang/server/main'
import { createLog, logFile } from '@sifang/server/platform/log/index'

const [dataDir = '', clockSetting = ''] = process.argv.slice(2)
const log = createLog({ to: logFile(`${dataDir}/sifang.log`) })
const machine = await openMachine({ dataDir, clockSetting, log })
const running = await serve(machine, { host: '127.0.0.1', port: 0 })
for (const end of ['disconnect', 'message']) process.once(end, () => void stop())
process.send?.({ address: running.address, databaseUrl: machine.databaseUrl, clockOffsetMs: machine.clock.offsetMs })

let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await running.stop()
  await machine.stop()
  process.exit(0)
}
