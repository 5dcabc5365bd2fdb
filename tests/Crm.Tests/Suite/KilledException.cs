namespace CallControl.Crm.Tests.Suite;

/// <summary>What a killed program would have done next is not done.</summary>
internal sealed class KilledException : Exception;
