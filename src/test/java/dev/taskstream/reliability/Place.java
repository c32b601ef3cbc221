package dev.taskstream.reliability;

/**
 * A call into an application's code, with what becomes of a run when it throws there.
 */
enum Place {

	// On the thread that starts a task

	NAME(Fate.REFUSED), TIMEOUT(Fate.REFUSED), PARAMETER(Fate.REFUSED), PRINCIPAL(Fate.REFUSED),
	PRINCIPAL_NAME(Fate.REFUSED), DECORATE(Fate.REFUSED),

	// On the worker, before the run ends

	BEFORE(Fate.FAILED), EXECUTE(Fate.FAILED), TRACKED_SIZE(Fate.FAILED), TRACKED_NEXT(Fate.FAILED),
	TRACKED_READ(Fate.FAILED), RESULT(Fate.FAILED),

	// On the worker, of an exception that the task has thrown

	CODE(Fate.FAILED), MESSAGE(Fate.FAILED), LOCALIZED_MESSAGE(Fate.FAILED), TO_STRING(Fate.FAILED), CAUSE(Fate.FAILED),
	STACK_TRACE(Fate.FAILED),

	// After the end, or beside it

	AFTER(Fate.COMPLETED), LISTENER(Fate.COMPLETED), ACCEPTED_EVENT(Fate.COMPLETED), ENDED_EVENT(Fate.COMPLETED),
	WHEN_ENDED(Fate.COMPLETED), THREAD_LOCAL(Fate.COMPLETED), SIGNAL(Fate.COMPLETED), POLICY(Fate.COMPLETED);

	private final Fate fate;

	Place(Fate fate) {
		this.fate = fate;
	}

	Fate fate() {
		return this.fate;
	}

	boolean isOfException() {
		return ordinal() >= CODE.ordinal() && ordinal() <= STACK_TRACE.ordinal();
	}

	/**
	 * What a throw makes of the run: it is not accepted, fails, or completes all the
	 * same.
	 */
	enum Fate {

		REFUSED, FAILED, COMPLETED

	}

}
