import { PROTOCOL_PLANTS } from './in-protocol.ts';
import { SERVICE_PLANTS } from './in-service.ts';
import { DEVICE_PLANTS } from './on-device.ts';
import type { Plant } from './plant.ts';

export const PLANTS: Plant[] = [...PROTOCOL_PLANTS, ...SERVICE_PLANTS, ...DEVICE_PLANTS];
