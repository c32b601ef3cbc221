package dev.taskstream.scenario;

/**
 * {@link FramesTests} on two nodes.
 */
@OnTwoNodes
class FramesOnTwoNodesTests extends FramesTests {

}
