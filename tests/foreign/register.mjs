// Registers an OAuth client the way a stranger would: discovery, then RFC 7591, with nothing of this project's code.
// Standard input: {issuer, token, metadata}. Standard output: {client_id, …} or {status, error}.
import { readFileSync } from 'node:fs'
import * as oauth from 'oauth4webapi'

const { issuer, token, metadata } = JSON.parse(readFileSync(0, 'utf8'))
const onLoopback = { [oauth.allowInsecureRequests]: true }
const url = new URL(issuer)

const server = await oauth.processDiscoveryResponse(
  url,
  await oauth.discoveryRequest(url, { algorithm: 'oidc', ...onLoopback }),
)
try {
  const response = await oauth.dynamicClientRegistrationRequest(server, metadata, {
    initialAccessToken: token,
    ...onLoopback,
  })
  console.log(JSON.stringify(await oauth.processDynamicClientRegistrationResponse(response)))
} catch (error) {
  const challenge = error.cause?.[0]?.parameters?.error
  console.log(JSON.stringify({ status: error.status, error: error.error ?? challenge ?? error.code }))
}
