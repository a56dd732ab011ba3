export type Code = string;

export interface Label {
	nl: string;
	fr?: string;
	en?: string;
}

export interface Availability {
	status: Code;
	waitingWeeks?: number;
	checkedOn?: string;
}

export interface Provider {
	id: string;
	name: string;
	sector: Code;
	href?: string;
	lead?: boolean;
}

export interface Place {
	municipality: string;
	nisCode: string;
	latitude?: number;
	longitude?: number;
}

/** One result of the directory. */
export interface OfferCard {
	href: string;
	id: string;
	title: string;
	summary: string;
	category: Code;
	ageMin?: number;
	ageMax?: number;
	ageBands: Code[];
	levels: Code[];
	themes: Code[];
	outOfSchool: boolean;
	availability: Availability;
	cost: Code;
	accessRoutes: Code[];
	providers: Provider[];
	places: Place[];
	placeCount?: number;
	catchment: { scope: Code; codes: string[] };
	verifiedOn?: string;
	reviewDue?: string;
	demo?: boolean;
	distance?: number;
}

export interface FacetValue {
	code: string;
	label: string;
	count: number;
}

export type Facets = Record<string, FacetValue[]>;

export interface InterpretationPart {
	kind: 'words' | 'municipality' | 'region' | 'age' | 'ageBand' | 'postalCode';
	text: string;
	label: string;
	code?: string;
}

export interface Interpretation {
	parts: InterpretationPart[];
	corrections?: { typed: string; used: string }[];
}

export interface Page<T> {
	self: string;
	items: T[];
	total: number;
	page?: number;
	pageSize?: number;
	first?: string;
	prev?: string;
	next?: string;
	last?: string;
}

export interface OfferPage extends Page<OfferCard> {
	facets?: Facets;
	interpretation?: Interpretation;
}

export interface OfferLocation {
	id: string;
	name?: string;
	address: {
		street?: string;
		houseNumber?: string;
		postalCode?: string;
		municipality: string;
		nisCode: string;
	};
	latitude?: number;
	longitude?: number;
	region?: string;
	ageMin?: number;
	ageMax?: number;
	accessibilityFeatures: Code[];
}

export interface Contact {
	kind: 'email' | 'phone' | 'url';
	value: string;
	label?: string;
}

/** Everything that is public about one offer. */
export interface Offer extends Omit<OfferCard, 'places' | 'placeCount' | 'catchment' | 'distance'> {
	description: string;
	goals?: string;
	addressees: Code[];
	tracks: Code[];
	aims: Code[];
	modes: Code[];
	attendanceStatuses: Code[];
	languages: Code[];
	accessibilityFeatures: Code[];
	transports: Code[];
	methods: Code[];
	accreditations: Code[];
	duration?: { weeksMin?: number; weeksMax?: number; asLongAsNeeded: boolean };
	intensity?: { halfDaysPerWeek?: number };
	costNote?: string;
	accessNote?: string;
	conditions?: string;
	contraindications?: string;
	capacity?: number;
	transportNote?: string;
	catchment: {
		scope: Code;
		rules: Code[];
		regions: string[];
		municipalities: { nisCode: string; name: string }[];
	};
	contacts: Contact[];
	locations: OfferLocation[];
	source?: string;
	sourceUrl?: string;
	stale: boolean;
	updatedAt: string;
}

export interface Region {
	href: string;
	code: string;
	name: Label;
	nisCode?: string;
	nutsCode?: string;
	offerCount: number;
}

export interface Coordinator {
	id: string;
	href?: string;
	name: string;
	email?: string;
}

export interface TandemPost {
	role: Code;
	publication: 'published' | 'notPublished';
	coordinators: Coordinator[];
}

export interface Municipality {
	href: string;
	nisCode: string;
	name: Label;
	region: string;
	postalCodes: string[];
	latitude?: number;
	longitude?: number;
}

export interface RegionDetail extends Region {
	tandem: TandemPost[];
}

export interface CodeList {
	href: string;
	list: string;
	codes: { code: string; label: Label; description?: string | Label }[];
}
