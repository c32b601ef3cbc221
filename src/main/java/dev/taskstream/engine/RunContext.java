package dev.taskstream.engine;

/**
 * The collaborators that all runs of an engine share.
 *
 * @param pool executes the runs
 * @param limits the limits on their time
 * @param endings creates their final events
 * @param observer is notified of their ends and returns
 * @param interceptor wraps their execution
 */
record RunContext(WorkerPool pool, RunLimits limits, Endings endings, RunObserver observer,
		RunInterceptor interceptor) {

}
