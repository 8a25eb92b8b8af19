import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CommentOutlined,
  CompassOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  ImportOutlined,
  InboxOutlined,
  MobileOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  SettingOutlined,
  ShopOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { PageName } from './pages.ts'

type Icon = ComponentType<{ className?: string | undefined; 'aria-hidden'?: 'true' }>

export const pageIcons: Readonly<Record<PageName, Icon>> = {
  today: DashboardOutlined,
  due: UnorderedListOutlined,
  duties: CarryOutOutlined,
  'follow-ups': InboxOutlined,
  disputes: CommentOutlined,
  places: ShopOutlined,
  map: EnvironmentOutlined,
  visits: CompassOutlined,
  checks: FileDoneOutlined,
  incidents: SafetyOutlined,
  streaks: SafetyCertificateOutlined,
  appointments: CalendarOutlined,
  tiers: AuditOutlined,
  shift: ScheduleOutlined,
  members: TeamOutlined,
  devices: MobileOutlined,
  divisions: ApartmentOutlined,
  import: ImportOutlined,
  settings: SettingOutlined,
  audit: FileSearchOutlined,
}
