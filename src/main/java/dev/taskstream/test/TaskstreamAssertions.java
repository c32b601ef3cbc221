package dev.taskstream.test;

/**
 * Entry point for assertions about tasks. It can be imported statically together with
 * AssertJ's own.
 */
public final class TaskstreamAssertions {

	private TaskstreamAssertions() {
	}

	/**
	 * Create assertions for a story.
	 * @param story the events that a client has received
	 * @return the assertions
	 */
	public static TaskStoryAssert assertThat(TaskStory story) {
		return new TaskStoryAssert(story);
	}

	/**
	 * Create assertions for the story of a run.
	 * @param run the outcome of a task
	 * @return the assertions
	 */
	public static TaskStoryAssert assertThat(RecordedRun<?> run) {
		return new TaskStoryAssert(run.story());
	}

}
