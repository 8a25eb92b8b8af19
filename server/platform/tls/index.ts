export {
  authorityPath,
  type CertificateState,
  certificateState,
  isLoopback,
  makeOwnCertificate,
  type OwnCertificate,
  takeCertificate,
  tlsFor,
} from './certificates.ts'
