namespace CallControl.TestKit.Processes;

public enum UnixSignal
{
    Interrupt = 2,
    Kill = 9,
    User1 = 10,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
