/** RFC 9457 problem as the API answers it. */
interface ProblemBody {
	status?: number;
	title?: string;
	detail?: string;
	instance?: string;
	issues?: { title?: string; detail?: string; name?: string }[];
}

export type FailureKind = 'offline' | 'notFound' | 'badRequest' | 'server';

/** Why an answer did not come, in a form that a page can show. */
export class ApiFailure extends Error {
	override name = 'ApiFailure';

	constructor(
		readonly kind: FailureKind,
		readonly status: number,
		readonly problem: ProblemBody = {}
	) {
		super(problem.detail ?? problem.title ?? kind);
	}

	/** What was wrong with which part of the request, as far as the API says. */
	get details(): string[] {
		const issues = (this.problem.issues ?? []).map((issue) => issue.detail ?? issue.title ?? '');
		return issues.filter(Boolean);
	}
}

/** The failure that a refused answer stands for. */
export function failureOf(status: number, body: unknown): ApiFailure {
	const problem = typeof body === 'object' && body !== null ? (body as ProblemBody) : {};
	if (status === 404 || status === 410) return new ApiFailure('notFound', status, problem);
	if (status < 500) return new ApiFailure('badRequest', status, problem);
	return new ApiFailure('server', status, problem);
}
