export {
  authorityPath,
  type CertificateState,
  certificateState,
  isLoopback,
  makeOwnCertificate,
  takeCertificate,
  tlsFor,
} from './certificates.ts'
