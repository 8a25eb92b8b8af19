// A test run's set-up in a process of its own, which its parent kills.

import { testServerVariable } from './template.ts'
import { setup } from './test-setup.ts'

delete process.env[testServerVariable]
const tearDown = await setup()
console.log(process.env[testServerVariable])
process.once('message', async () => {
  await tearDown()
  process.disconnect()
})
