package dev.taskstream.actuate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the number of tag values small when tasks are named after their parameters.
 */
/*
 * Racing threads may let a few more names in than the limit says, which does no harm.
 */
final class BoundedNames {

	static final int LIMIT = 100;

	static final String OTHER = "other";

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	/**
	 * The name itself for the first ones, "other" for all that come later.
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
