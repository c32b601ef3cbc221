package dev.taskstream.test;

/**
 * Where assertions about tasks begin. Imported statically, it goes together with
 * AssertJ's own.
 */
public final class TaskstreamAssertions {

	private TaskstreamAssertions() {
	}

	/**
	 * Begins assertions about a story.
	 * @param story what a client has seen
	 * @return the assertions
	 */
	public static TaskStoryAssert assertThat(TaskStory story) {
		return new TaskStoryAssert(story);
	}

	/**
	 * Begins assertions about the story of a run.
	 * @param run what came of a task
	 * @return the assertions
	 */
	public static TaskStoryAssert assertThat(RecordedRun<?> run) {
		return new TaskStoryAssert(run.story());
	}

}
