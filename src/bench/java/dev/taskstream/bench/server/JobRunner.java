package dev.taskstream.bench.server;

import dev.taskstream.TaskStartResponse;

/**
 * What a measured server does with jobs.
 */
@FunctionalInterface
interface JobRunner {

	/**
	 * Starts a job, which waits for its go, and says where it is watched.
	 */
	TaskStartResponse start(Job job);

}
