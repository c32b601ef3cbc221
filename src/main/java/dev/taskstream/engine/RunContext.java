package dev.taskstream.engine;

/**
 * What all runs of an engine share.
 *
 * @param pool executes them
 * @param limits how long they may take
 * @param endings how they can end
 * @param observer is told what becomes of them
 */
record RunContext(WorkerPool pool, RunLimits limits, Endings endings, RunObserver observer) {

}
