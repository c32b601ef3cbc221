package dev.taskstream;

import java.util.Iterator;

/**
 * Reports how many elements are done. An element is done when the next one is asked for.
 */
final class TrackedIterator<T> implements Iterator<T> {

	private final Iterator<T> elements;

	private final Tracker tracker;

	private boolean inWork;

	TrackedIterator(Iterator<T> elements, Tracker tracker) {
		this.elements = elements;
		this.tracker = tracker;
	}

	@Override
	public boolean hasNext() {
		settle();
		boolean more = this.elements.hasNext();
		if (!more) {
			this.tracker.finish();
		}
		return more;
	}

	@Override
	public T next() {
		settle();
		this.tracker.next();
		T next = this.elements.next();
		this.inWork = true;
		return next;
	}

	private void settle() {
		if (this.inWork) {
			this.inWork = false;
			this.tracker.advance(1);
		}
	}

	@Override
	public void remove() {
		this.elements.remove();
	}

}
