/** Short names for what the API answers; the shapes are generated from its document (`npm run api`). */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Availability = Schemas['Availability'];
export type CodeList = Schemas['CodeList'];
export type Contact = Schemas['Contact'];
export type FacetValue = Schemas['FacetCount'];
export type Facets = Record<string, FacetValue[]>;
export type Interpretation = Schemas['Interpretation'];
export type Municipality = Schemas['MunicipalityItem'];
export type Offer = Schemas['OfferDetail'];
export type OfferCard = Schemas['OfferItem'];
export type OfferLocation = Schemas['OfferPlace'];
export type OfferPage = Schemas['OfferCollection'];
export type Region = Schemas['RegionItem'];
export type RegionDetail = Schemas['RegionDetail'];
export type TandemPost = Schemas['TandemPost'];
