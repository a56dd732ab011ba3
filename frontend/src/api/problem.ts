/** RFC 9457 problem as the API answers it. */
interface ProblemBody {
	type?: string;
	status?: number;
	title?: string;
	detail?: string;
	instance?: string;
	/** The address of what stands in the way. */
	href?: string;
	issues?: { type?: string; title?: string; detail?: string; name?: string }[];
}

export type FailureKind = 'offline' | 'signedOut' | 'forbidden' | 'notFound' | 'badRequest' | 'server';

/** Why an answer did not come, in a form that a page can show. */
export class ApiFailure extends Error {
	override name = 'ApiFailure';

	constructor(
		readonly kind: FailureKind,
		readonly status: number,
		readonly problem: ProblemBody = {},
		/** After how many seconds it may be tried again, where the API says so. */
		readonly waitSeconds?: number
	) {
		super(problem.detail ?? problem.title ?? kind);
	}

	/** What was wrong with which part of the request, as far as the API says. */
	get details(): string[] {
		const issues = (this.problem.issues ?? []).map((issue) => issue.detail ?? issue.title ?? '');
		return issues.filter(Boolean);
	}
}

const KINDS: Record<number, FailureKind> = {
	401: 'signedOut',
	403: 'forbidden',
	404: 'notFound',
	410: 'notFound'
};

/** The failure that a refused answer with this body stands for. */
export function failureOf({ status, headers }: Response, body: unknown): ApiFailure {
	const problem = typeof body === 'object' && body !== null ? (body as ProblemBody) : {};
	const kind = KINDS[status] ?? (status < 500 ? 'badRequest' : 'server');
	return new ApiFailure(kind, status, problem, Number(headers.get('retry-after')) || undefined);
}
