namespace CallControl.Numbers;

/// <summary>Which number the owner's phone shows.</summary>
internal enum OwnerSees
{
    Client,
    VirtualNumber,
}
