// npm oidc-provider on loopback, as a registration server that is not ours. Says {url} on standard output, then answers
// each line of standard input: {"do": "mint"} with {token}, {"do": "revoke", token} with {}. Ends with its input.
import { createInterface } from 'node:readline'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

console.warn = console.info = () => {}
const provider = new Provider('http://127.0.0.1', {
  features: { registration: { enabled: true, initialAccessToken: true }, devInteractions: { enabled: false } },
  cookies: { keys: ['only for this test'] },
})
const server = createServer(provider.callback())
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/reg` }))
})

const input = createInterface({ input: process.stdin })
input.on('close', () => process.exit(0))
input.on('line', async (line) => {
  const asked = JSON.parse(line)
  if (asked.do === 'mint') {
    console.log(JSON.stringify({ token: await new provider.InitialAccessToken({}).save() }))
  } else {
    await (await provider.InitialAccessToken.find(asked.token)).destroy()
    console.log('{}')
  }
})
