// A real OpenID provider for the tests: oidc-provider, told to look like ID-porten or Feide.
// It reads its settings as JSON from the first argument, and logs in whoever /control says, without asking.
import http from 'node:http'
import { Provider } from 'oidc-provider'

const told = JSON.parse(process.argv[2])
let person = null // { subject, acr, claims, refuses, shown_at }

const provider = new Provider(told.issuer, {
  clients: [told.client],
  jwks: told.jwks,
  pkce: { required: () => true },
  scopes: told.scopes,
  acrValues: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'],
  claims: { openid: ['sub', 'pid', 'acr', 'auth_time', 'sid'], profile: [] },
  conformIdTokenClaims: false,
  enabledJWA: { clientAuthSigningAlgValues: ['RS256'], idTokenSigningAlgValues: ['RS256', 'HS256'] },
  clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
  cookies: { keys: ['only-for-tests'], long: { sameSite: 'none' } },
  enableHttpPostMethods: true,
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true }, claimsParameter: { enabled: true } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  async findAccount (ctx, subject) {
    return { accountId: subject, claims: () => ({ sub: subject, ...person?.claims }) }
  },
  async loadExistingGrant (ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '))
    await grant.save()
    return grant
  }
})

provider.Client.prototype.includeSid = () => true // as ID-porten does

async function interact (request, response) {
  const details = await provider.interactionDetails(request, response)
  const result = person?.refuses
    ? { error: person.refuses, error_description: 'refused by the person' }
    : { login: { accountId: person.subject, acr: person.acr, ts: person.shown_at ?? Math.floor(Date.now() / 1000) } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false, details })
}

function body (request) {
  return new Promise((resolve) => {
    let text = ''
    request.on('data', (part) => { text += part })
    request.on('end', () => resolve(text))
  })
}

function json (response, value) {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(value))
}

const answer = provider.callback()
http.createServer(async (request, response) => {
  try {
    if (request.url === '/control') {
      person = JSON.parse(await body(request))
      json(response, {})
    } else if (request.url.startsWith('/extended-userinfo')) { // Feide's own, beside OpenID Connect
      json(response, person.userinfo)
    } else if (request.url.startsWith('/interaction/')) {
      await interact(request, response)
    } else {
      answer(request, response)
    }
  } catch (error) {
    response.statusCode = 500
    response.end(String(error))
  }
}).listen(told.port, '127.0.0.1', () => process.stdout.write('ready\n'))
