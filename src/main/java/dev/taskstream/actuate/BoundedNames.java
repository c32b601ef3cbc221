package dev.taskstream.actuate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bound on the number of values of a tag, for tasks that are named after their
 * parameters.
 */
final class BoundedNames {

	/*
	 * The size is checked without a lock: racing threads may add a few names above the
	 * limit.
	 */

	static final int LIMIT = 100;

	static final String OTHER = "other";

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	/**
	 * Return the name itself if it is among the first {@value #LIMIT}, otherwise
	 * {@value #OTHER}.
	 */
	String bound(String name) {
		if (this.names.contains(name)) {
			return name;
		}
		if (this.names.size() >= LIMIT) {
			return OTHER;
		}
		this.names.add(name);
		return name;
	}

}
