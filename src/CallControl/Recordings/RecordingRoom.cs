namespace CallControl.Recordings;

/// <summary>How much room there is for recordings.</summary>
internal enum RecordingRoom
{
    /// <summary>Enough.</summary>
    Enough,

    /// <summary>More than nine tenths of the total are used, or less than twice the smallest free space is left.</summary>
    Scarce,

    /// <summary>Nothing more is recorded until there is room again.</summary>
    Full,
}
