import type { Query } from '@sifang/client'
import { api } from './client.ts'

/** What is asked of a file besides the list's own filter. */
export type ExportFile = { readonly format: 'xlsx' | 'csv' | 'geojson'; readonly language: 'zh' | 'en' }

/** The address of a list as a file; a download begins when it is opened. */
export type ExportAddress = (file: ExportFile) => string

export function placesFile(filter: Query<'/exports/places'>): ExportAddress {
  return (file) => api.address('/exports/places', { query: { ...filter, ...file } })
}

export function membersFile(filter: Query<'/exports/members'>): ExportAddress {
  return (file) => api.address('/exports/members', { query: { ...filter, ...file } })
}

export function dutiesFile(filter: Query<'/exports/duties'>): ExportAddress {
  return (file) => api.address('/exports/duties', { query: { ...filter, ...file } })
}

export function visitsFile(filter: Query<'/exports/visits'>): ExportAddress {
  return (file) => api.address('/exports/visits', { query: { ...filter, ...file } })
}

export function incidentsFile(filter: Query<'/exports/incidents'>): ExportAddress {
  return (file) => api.address('/exports/incidents', { query: { ...filter, ...file } })
}

export const villagesFile: ExportAddress = (file) => api.address('/exports/villages', { query: file })

export const linesFile: ExportAddress = (file) => api.address('/exports/lines', { query: file })
