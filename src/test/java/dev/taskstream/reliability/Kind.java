package dev.taskstream.reliability;

/**
 * What an application's code may do to its caller.
 */
enum Kind {

	/** Throws an exception that its method does not declare. */
	CHECKED,

	UNCHECKED,

	/** Throws an error of linking. */
	ERROR,

	/** Overflows its stack. */
	OVERFLOW,

	/** Asks for more memory than there is. */
	MEMORY,

	/** Throws an exception whose every method throws. */
	EVIL,

	/** Throws as if the run had been cancelled. */
	CANCELLED,

	/** Returns null, where it returns something. */
	NULL,

	/**
	 * Does not return, the first time, until it is interrupted or the test lets it go.
	 */
	HANG,

	/** Interrupts its own thread. */
	INTERRUPT;

	boolean isThrown() {
		return ordinal() <= CANCELLED.ordinal();
	}

}
