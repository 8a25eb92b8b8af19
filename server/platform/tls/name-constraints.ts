import { BlockList, isIP } from 'node:net'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import * as x509 from '@peculiar/x509'

/**
 * What an authority may sign for: these names with what is below them, and these addresses, nothing else (RFC 5280
 * §4.2.1.10). A kind of name that is not permitted at all is excluded, for what goes unmentioned would be free.
 */
export function constrainedTo(hosts: readonly string[]): x509.Extension {
  const addresses = hosts.filter((host) => isIP(host))
  const names = hosts.filter((host) => !isIP(host))
  const permitted = [
    ...names.map((name) => subtree({ dNSName: name.toLowerCase() })),
    ...addresses.map((address) => subtree({ iPAddress: `${address}/${isIP(address) === 4 ? 32 : 128}` })),
  ]
  const excluded = [
    ...(names.length === 0 ? [subtree({ dNSName: '' })] : []),
    ...(addresses.length === 0 ? [subtree({ iPAddress: '0.0.0.0/0' }), subtree({ iPAddress: '::/0' })] : []),
  ]
  const constraints = new NameConstraints({
    permittedSubtrees: new GeneralSubtrees(permitted),
    ...(excluded.length > 0 ? { excludedSubtrees: new GeneralSubtrees(excluded) } : {}),
  })
  return new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints))
}

const subtree = (base: Partial<GeneralName>) => new GeneralSubtree({ base: new GeneralName(base) })

/** Whether what this authority signs for each of these hosts is trusted. One without limits is none of ours any more. */
export function permits(authority: { readonly cert: string }, hosts: readonly string[]): boolean {
  const extension = new x509.X509Certificate(authority.cert).getExtension(id_ce_nameConstraints)
  if (!extension) return false
  const permitted = (AsnConvert.parse(extension.value, NameConstraints).permittedSubtrees ?? []).map(({ base }) => base)
  const addresses = new BlockList()
  for (const { iPAddress } of permitted) {
    const [address = '', prefix] = iPAddress?.split('/') ?? []
    if (address) addresses.addSubnet(address, Number(prefix), family(address))
  }
  return hosts.every((host) => {
    if (isIP(host)) return addresses.check(host, family(host))
    const name = `.${host.toLowerCase()}`
    return permitted.some(({ dNSName }) => dNSName && name.endsWith(`.${dNSName}`))
  })
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
