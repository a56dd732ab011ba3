import type { OfferDraft } from '#api/types.ts';

/** What an offer says that was just begun. */
export function emptyDraft(): OfferDraft {
	return {
		accessRoutes: [],
		accessibilityFeatures: [],
		accreditations: [],
		addressees: [],
		aims: [],
		attendanceStatuses: [],
		availability: { status: 'unknown' },
		catchment: { rules: [], regions: [], municipalities: [] },
		contacts: [],
		cost: 'unknown',
		duration: { asLongAsNeeded: false },
		intensity: {},
		languages: [],
		levels: [],
		locations: [],
		methods: [],
		modes: [],
		outOfSchool: false,
		providers: [],
		themes: [],
		tracks: [],
		transports: []
	};
}

/** An offer that says everything there is to say. */
export function wholeDraft(): OfferDraft {
	return {
		title: 'Kijk, ik werk',
		summary: 'Werken en leren tegelijk.',
		description: 'Een dag per week op een werkplek.',
		goals: 'Zin in school',
		category: 'naft',
		outOfSchool: true,
		ageMin: 12,
		ageMax: 18,
		addressees: ['pupil'],
		levels: ['secondary'],
		tracks: ['aso'],
		themes: ['truancy'],
		aims: ['repair'],
		modes: ['individual'],
		attendanceStatuses: ['regular'],
		languages: ['nl'],
		accessibilityFeatures: ['wheelchair'],
		transports: ['bus'],
		methods: ['coaching'],
		accreditations: ['naft'],
		accessRoutes: ['viaClb'],
		accessNote: 'Bel eerst.',
		conditions: 'Ingeschreven zijn.',
		contraindications: 'Geen.',
		availability: { status: 'limited', waitingWeeks: 3, checkedOn: '2026-11-01' },
		capacity: 8,
		duration: { weeksMin: 4, weeksMax: 12, asLongAsNeeded: false },
		intensity: { halfDaysPerWeek: 2 },
		cost: 'free',
		costNote: 'Niets.',
		transportNote: 'Zelf.',
		catchment: {
			scope: 'municipalities',
			rules: ['school'],
			regions: [],
			municipalities: [{ nisCode: '44021' }]
		},
		locations: [{ id: '00000000-0000-7000-8000-000000000001', ageMin: 14 }],
		providers: [{ id: '00000000-0000-7000-8000-000000000002' }],
		contacts: [{ kind: 'email', value: 'onthaal@example.org', label: 'Onthaal', visibility: 'public' }],
		source: 'Eigen site',
		sourceUrl: 'https://example.org',
		verifiedOn: '2026-11-01',
		reviewDue: '2027-11-01'
	};
}
